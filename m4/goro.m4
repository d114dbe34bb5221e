# SPDX-License-Identifier: MIT
# Checks of goro's configure.  Each failure names the Debian package that ends it.

# GORO_NEED(WHAT, DEBIAN-PACKAGES)
# Stop, and say what to install.
AC_DEFUN([GORO_NEED],
[AC_MSG_ERROR([$1
  On Debian:  apt-get install $2])])

# GORO_COMPILERS
# Find CC and the CXX that belongs to it, both GCC and of the same major version.
# Sets GCC_VERSION (12.2.0) and goro_gcc_major (12).
AC_DEFUN([GORO_COMPILERS],
[goro_any_cc=no
for goro_cc in ${CC%% *} gcc gcc-12 cc; do
  command -v "$goro_cc" >/dev/null 2>&1 && goro_any_cc=yes
done
AS_IF([test "$goro_any_cc" = no], [GORO_NEED([no C compiler found], [gcc-12 g++-12 gcc-12-plugin-dev])])
AC_PROG_CC([gcc gcc-12 cc])
AS_IF([test "$GCC" != yes || $CC --version 2>/dev/null | grep clang >/dev/null],
  [AC_MSG_ERROR([$CC is not GCC; goro is a plugin of GCC: configure with CC=gcc-12])])
GCC_VERSION=`$CC -dumpfullversion -dumpversion`
goro_gcc_major=`echo "$GCC_VERSION" | sed 's/\..*//'`
AC_SUBST([GCC_VERSION])

# gcc-12 belongs with g++-12, /opt/x/bin/gcc with /opt/x/bin/g++.
AS_IF([test -z "$CXX"],
  [goro_cxx=`echo "${CC%% *}" | sed 's,\(.*\)gcc,\1g++,'`
   AC_CHECK_PROGS([CXX], [$goro_cxx g++-$goro_gcc_major g++])
   AS_IF([test -z "$CXX"],
     [GORO_NEED([no C++ compiler found; the plugin is C++], [g++-$goro_gcc_major])])])
AC_PROG_CXX
goro_cxx_major=`$CXX -dumpversion 2>/dev/null | sed 's/\..*//'`
AS_IF([test "$goro_cxx_major" != "$goro_gcc_major"],
  [GORO_NEED([$CC is GCC $goro_gcc_major but $CXX is version ${goro_cxx_major:-unknown}; the plugin needs a pair],
    [g++-$goro_gcc_major   and configure CXX=g++-$goro_gcc_major])])
])

# GORO_PLUGIN_HEADERS
# The plugin headers of $CC: sets GCC_PLUGIN_DIR and PLUGIN_CPPFLAGS.
AC_DEFUN([GORO_PLUGIN_HEADERS],
[AC_MSG_CHECKING([for the plugin headers of $CC])
GCC_PLUGIN_DIR=`$CC -print-file-name=plugin`
AS_IF([test -f "$GCC_PLUGIN_DIR/include/gcc-plugin.h"],
  [AC_MSG_RESULT([$GCC_PLUGIN_DIR/include])],
  [AC_MSG_RESULT([none])
   GORO_NEED([the plugin headers of $CC (GCC $GCC_VERSION) are missing], [gcc-$goro_gcc_major-plugin-dev])])
PLUGIN_CPPFLAGS="-isystem $GCC_PLUGIN_DIR/include"
AC_SUBST([GCC_PLUGIN_DIR])
AC_SUBST([PLUGIN_CPPFLAGS])

AC_LANG_PUSH([C++])
AC_MSG_CHECKING([whether $CXX compiles gcc-plugin.h])
goro_save_CPPFLAGS=$CPPFLAGS
goro_save_CXXFLAGS=$CXXFLAGS
CPPFLAGS="$CPPFLAGS $PLUGIN_CPPFLAGS"
CXXFLAGS="$CXXFLAGS -fno-rtti -fPIC"
AC_COMPILE_IFELSE([AC_LANG_SOURCE([[
#include "gcc-plugin.h"
#include "plugin-version.h"
#include "tree.h"
#include "rtl.h"
]])],
  [AC_MSG_RESULT([yes])],
  [AC_MSG_RESULT([no])
   GORO_NEED([$CXX cannot compile GCC's plugin headers (config.log says why)],
     [gcc-$goro_gcc_major-plugin-dev g++-$goro_gcc_major libgmp-dev])])
CPPFLAGS=$goro_save_CPPFLAGS
CXXFLAGS=$goro_save_CXXFLAGS
AC_LANG_POP([C++])
])
