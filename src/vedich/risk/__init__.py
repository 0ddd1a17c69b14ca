"""How sure a plan is: what may happen (uncertainty), thousands of scenarios, the plan carried out in each, and what
follows.

uncertainty → scenarios → execution → outcomes → odds; robust choice and early warnings on top of them.
"""
