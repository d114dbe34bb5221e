#!/bin/bash
# SPDX-License-Identifier: MIT
# binary-trees and gcbench, one P, beside the Boehm collector (libgc-dev) on one thread.
# Beside: Boehm
# Goal: binary-trees-cpu-boehm 1
# Runs: 3
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/foreign/trees.sh"
trees boehm "$1" -DBOEHM -lgc
exit 0
