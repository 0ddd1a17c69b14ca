"""Về Đích: scores a Vietnamese locality under the law in force, finds the gap and plans the way across it."""

__version__ = "0.1.0"
