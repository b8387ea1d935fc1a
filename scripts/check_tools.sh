#!/usr/bin/env bash
# Name everything that is missing before anything is installed, one line each, and stop.
# Usage: check_tools.sh PYTHON
set -u
python=$1
missing=0

complain() {
    echo "neuroslice: $1" >&2
    missing=1
}

if ! command -v "$python" >/dev/null; then
    complain "$python is missing; install python3 and python3-venv (3.11, 3.12 or 3.13)"
elif ! "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'; then
    # TensorFlow publishes no build for other versions.
    complain "$("$python" --version) will not do; Python 3.11, 3.12 or 3.13 is needed (make PYTHON=python3.13 …)"
elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    complain "Python's venv module is missing; install python3-venv"
fi

if ! command -v node >/dev/null; then
    complain "node is missing; install Node.js 20.19 or newer"
elif ! node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19) ? 0 : 1)'; then
    complain "Node.js $(node --version) will not do; 20.19 or newer (22.12 or newer in the 22 series) is needed"
fi

command -v npm >/dev/null || complain "npm is missing; install npm"
command -v git >/dev/null || complain "git is missing; install git"
exit $missing
