#!/bin/bash
# SPDX-License-Identifier: MIT
# binary-trees and gcbench, one P, beside malloc and free on one thread.
# Beside: malloc
# Runs: 3
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/foreign/trees.sh"
trees malloc "$1"
exit 0
