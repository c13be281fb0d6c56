#!/bin/sh
# Debian ships Python without the venv module; install it where apt-get can.
set -eu
if command -v apt-get >/dev/null; then
  [ "$(id -u)" = 0 ] && sudo= || sudo=sudo
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq python3-venv
else
  echo "Python's venv module is missing; install it and try again." >&2
  exit 1
fi
