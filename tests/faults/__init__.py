"""Real processes are killed, stopped and starved; nothing that was acknowledged may be lost."""
