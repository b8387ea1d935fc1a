"""The first start: the administrator's account is made with a code that only the terminal shows."""
