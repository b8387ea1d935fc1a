#!/usr/bin/env bash
# Install the servers and the browser that the tests drive, where they are missing; without root or sudo, name them.
set -u
packages=()
command -v mariadbd >/dev/null || [ -x /usr/sbin/mariadbd ] || packages+=(mariadb-server)
command -v redis-server >/dev/null || packages+=(redis-server)
command -v chromium >/dev/null || packages+=(chromium)
command -v gcc >/dev/null || packages+=(gcc libc6-dev)
command -v strace >/dev/null || packages+=(strace)
fc-list 2>/dev/null | grep -qi 'noto.*cjk' || packages+=(fonts-noto-cjk)
[ ${#packages[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo)
else
    echo "neuroslice: the tests need these Debian packages, and installing them needs root: ${packages[*]}" >&2
    exit 1
fi

echo "Installing for the tests: ${packages[*]}"
"${as_root[@]}" apt-get update -q &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}"
