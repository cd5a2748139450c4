"""The check of a draft."""
def check(*a, **k): raise NotImplementedError
def check_text(*a, **k): raise NotImplementedError
