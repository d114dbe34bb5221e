#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: expat, a parser of XML: its own tests, which leave failed checks by longjmp, and its command on a document of some size.

. "$GORO_SRC/testsuite/programs/support/program.sh"

build ()
{
  cc=$1
  shift
  top=$source/..
  cat > expat_config.h <<'END'
#define BYTEORDER 1234
#define HAVE_FCNTL_H 1
#define HAVE_GETPAGESIZE 1
#define HAVE_MMAP 1
#define HAVE_UNISTD_H 1
#define PACKAGE_BUGREPORT ""
#define PACKAGE_NAME "expat"
#define PACKAGE_STRING "expat"
#define PACKAGE_TARNAME "expat"
#define PACKAGE_VERSION ""
#define XML_CONTEXT_BYTES 1024
#define XML_DEV_URANDOM 1
#define XML_DTD 1
#define XML_NS 1
END
  $cc "$@" -DHAVE_EXPAT_CONFIG_H -DXML_TESTING -I. -I"$source" -I"$top/xmlwf" "$top"/tests/runtests.c "$top"/tests/chardata.c "$top"/tests/memcheck.c "$top"/tests/minicheck.c \
    "$top"/tests/structdata.c "$source"/xmlparse.c "$source"/xmlrole.c "$source"/xmltok.c -o runtests &&
    $cc "$@" -DHAVE_EXPAT_CONFIG_H -I. -I"$source" "$top"/xmlwf/xmlwf.c "$top"/xmlwf/xmlfile.c "$top"/xmlwf/codepage.c \
      "$top"/xmlwf/unixfilemap.c "$source"/xmlparse.c "$source"/xmlrole.c "$source"/xmltok.c -o xmlwf
}

run ()
{
  timeout 1800 ./runtests || return
  awk 'BEGIN {
    print "<?xml version=\"1.0\"?>\n<!DOCTYPE d [<!ENTITY e \"text &#38;#38; more\"><!ELEMENT d ANY><!ATTLIST i n CDATA \"none\">]>\n<d xmlns:x=\"urn:x\">"
    for (i = 0; i < 4000; i++) {
      for (k = 0; k < i % 9; k++) printf "<x:i%d a=\"%d\">", k, i * k
      printf "<i>&e; &lt;%d&gt; <![CDATA[<%d>]]></i><!-- %d --><?do %d?>", i, i, i, i
      for (k = i % 9 - 1; k >= 0; k--) printf "</x:i%d>", k
      print ""
    }
    print "</d>" }' > document.xml
  mkdir -p out
  timeout 600 ./xmlwf -n -d out document.xml && cksum < out/document.xml && timeout 600 ./xmlwf -x -t document.xml || return
  echo '</d>' >> document.xml
  timeout 600 ./xmlwf document.xml
  [ $? = 2 ]
}

program expat
