"""Networks, one in a module of its name; `registry` finds and builds them."""
