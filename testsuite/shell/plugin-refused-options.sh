#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: options of GCC that do not go together with moving stacks are refused by name.

echo 'int f (void) { return 0; }' > p.c
for option in -pg -fstack-check -mindirect-branch=thunk -mfunction-return=thunk -fsplit-stack -mabi=ms \
              -fsanitize=address -fsanitize=thread -fgnu-tm -fopenacc -mpreferred-stack-boundary=5 \
              -mincoming-stack-boundary=5 -fcall-saved-rcx; do
  if $GORO_CC $option -c p.c -o p.o 2> messages; then
    echo "accepted: $option"
    exit 1
  fi
  name=${option%%=thunk}; name=${name%%=5}; name=${name%%rcx}
  grep -q "error: goro: .*$name" messages || { cat messages; exit 1; }
done

# One that GCC does not have for this processor: it warns and goes without.  Were it to do more than that, the plugin has to refuse it.
if $GORO_CC -fsanitize=hwaddress -S p.c -o p.s 2> messages; then
  grep -q 'hwaddress. is not supported for this target' messages || { cat messages; exit 1; }
  ! grep -q hwasan p.s || { echo "-fsanitize=hwaddress has an effect"; exit 1; }
else
  grep -q 'error: goro: .*-fsanitize' messages || { cat messages; exit 1; }
fi

# Two that go alone but not together.
if $GORO_CC -O2 -mcmodel=large -fno-ipa-ra -c p.c -o p.o 2> messages; then
  echo "accepted: -mcmodel=large -fno-ipa-ra"
  exit 1
fi
grep -q "error: goro: .*-mcmodel=large" messages || { cat messages; exit 1; }
