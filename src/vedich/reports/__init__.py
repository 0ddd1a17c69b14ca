"""Drawings and documents from results: SVG, self-contained HTML pages, a workbook, JSON and its schemas.

Everything here reads frozen results (`scoring.result`, `planning.result`) and a Case; nothing is scored or
planned.
"""
