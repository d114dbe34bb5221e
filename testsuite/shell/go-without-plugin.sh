#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: a file with a go statement that is compiled without the plugin: the message says what is
# missing.  Everything else of goro.h compiles, and g++ takes the header, too.

printf '#include <goro.h>\nvoid f (void);\nvoid g (void) { go f (); }\n' > go.c
for level in -O0 -O2; do
  if $GORO_PLAIN_CC $level -I"$GORO_SRC/libgoro/include" -c go.c 2> messages; then
    echo "compiled a go statement without the plugin"
    exit 1
  fi
  cat messages
  grep -q 'needs the goro plugin: compile this file with gcc -fplugin=goro' messages
done

cat > channels.c <<'END'
#define GORO_NO_KEYWORDS
#include <goro.h>
int go (goro_chan (int) c) { goro_send (c, 1); return goro_recv (c); }
END
$GORO_PLAIN_CC -std=gnu99 -Wall -Wextra -Wpedantic -Werror -I"$GORO_SRC/libgoro/include" -c channels.c

if command -v g++ > /dev/null; then
  cp channels.c channels.cc
  g++ -Wall -Wextra -Werror -I"$GORO_SRC/libgoro/include" -c channels.cc
fi
