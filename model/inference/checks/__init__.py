"""Notice an input that is unlike what the network was trained on."""
