"""What an exported network consists of."""

GRAPH = "network.xml"
CONSTANTS = "network.bin"
MANIFEST = "manifest.json"
