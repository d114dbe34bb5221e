#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: a C++ compiler of another version than the C compiler is refused by name.

cat > c++ <<END
#!/bin/sh
case \$* in
  -dumpversion) echo 4 ;;
  *) exec $(echo "$GORO_PLAIN_CC" | sed 's/gcc/g++/') "\$@" ;;
esac
END
chmod +x c++
if "$GORO_SRC/configure" CC="$GORO_PLAIN_CC" CXX="$PWD/c++" > output 2>&1; then
  echo "configured with a wrong pair"
  exit 1
fi
tail -n 5 output
grep -q 'needs a pair' output
grep -q 'apt-get install g++-' output
