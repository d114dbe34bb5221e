#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: without the plugin headers configure names the Debian package that has them.

cat > cc <<END
#!/bin/sh
case \$* in
  -print-file-name=plugin) echo plugin ;;
  *) exec $GORO_PLAIN_CC "\$@" ;;
esac
END
chmod +x cc
if "$GORO_SRC/configure" CC="$PWD/cc" CXX="$(echo "$GORO_PLAIN_CC" | sed 's/gcc/g++/')" > output 2>&1; then
  echo "configured without the headers"
  exit 1
fi
tail -n 5 output
grep -q 'apt-get install gcc-[0-9]*-plugin-dev' output
