#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: an autoconf project configures, builds and tests itself with CC=goro-gcc.

for tool in autoreconf automake make; do
  command -v $tool > path || { echo "needs $tool"; exit 77; }
done
cat > configure.ac <<'END'
AC_INIT([fib], [1])
AM_INIT_AUTOMAKE([foreign subdir-objects])
AC_PROG_CC
AM_PROG_AR
AC_PROG_RANLIB
AC_CHECK_HEADERS([unistd.h no-such-header.h])
AC_CHECK_FUNCS([getpid no_such_function])
AC_CHECK_SIZEOF([long])
AC_SEARCH_LIBS([cos], [m])
AC_CONFIG_FILES([Makefile])
AC_OUTPUT
END
cat > Makefile.am <<'END'
noinst_LIBRARIES = libfib.a
libfib_a_SOURCES = fib.c
bin_PROGRAMS = fib
fib_SOURCES = main.c
fib_LDADD = libfib.a
TESTS = fib
END
cat > fib.c <<'END'
long fib (int n) { return n < 2 ? n : fib (n - 1) + fib (n - 2); }
END
cat > main.c <<'END'
#include <math.h>
long fib (int n);
int main (int argc, char **argv) { (void) argv; return fib (20 * argc) != 6765 || cos (argc - 1) != 1.0; }
END
autoreconf -fi > autoreconf.log 2>&1 || { tail autoreconf.log; exit 1; }
./configure CC="$GORO_CC" > configure.log 2>&1 || { tail configure.log; exit 1; }
grep -q 'for getpid... yes' configure.log
grep -q 'for no_such_function... no' configure.log
grep -q 'size of long... 8' configure.log
make check > make.log 2>&1 || { tail -n 40 make.log; exit 1; }
grep -q '# PASS:  1' make.log
nm fib | grep -q ' goro\.fib$' || { echo "fib is not compiled with the plugin"; exit 1; }
