#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: libgoro/abi/noescape.def and noescape-names.def agree with glibc's headers: names, which parameters are pointers, none forgotten; wrong lines are noticed.

cat $GORO_SRC/libgoro/abi/noescape.def $GORO_SRC/libgoro/abi/noescape-names.def > all.def || exit 1
table=all.def

# All headers that this machine has; libgen.h last, because of its basename.
echo '#define _GNU_SOURCE' > headers.c
for header in $(sed -n 's,^/\* \([a-z].*\.h\) \*/$,\1,p' "$table" | tr ',' ' ' | sed 's,libgen.h,,') libgen.h; do
  echo "#if __has_include (<$header>)
#include <$header>
#endif" >> headers.c
done
$GORO_PLAIN_CC -O2 -D_FORTIFY_SOURCE=2 -aux-info prototypes -fsyntax-only headers.c

for library in libc.so.6 libm.so.6; do
  nm -D --defined-only "$($GORO_PLAIN_CC -print-file-name=$library)"
done | sed 's/.* //; s/@.*//' > exported

cat > check.awk <<'END'
function wrong(text) { print $0 ": " text; bad = 1 }
function pointer(type) { return type ~ /[*[(]|_fn_t|_func_t|handler_t|thrd_start_t|tss_dtor_t|SOCKADDR_ARG|^(iconv_t|locale_t|timer_t)/ }

# A prototype: the numbers of its pointer parameters.
FILENAME == "prototypes" {
  sub(/^\/\*[^*]*\*\/ /, "")
  sub(/; \/\*.*/, ";")
  if (!match($0, /[A-Za-z_0-9]+ \(/))
    next
  name = substr($0, RSTART, RLENGTH - 2)
  rest = substr($0, RSTART + RLENGTH)
  depth = n = 0
  type = found = ""
  for (i = 1; i <= length(rest); i++) {
    c = substr(rest, i, 1)
    if (depth == 0 && (c == "," || c == ")")) {
      n++
      sub(/^ /, "", type)
      if (type == "...")
        found = found " ..."
      else if (pointer(type))
        found = found " " n
      type = ""
      if (c == ")")
        break
      continue
    }
    depth += (c == "(") - (c == ")")
    type = type c
  }
  pointers[name] = found " "
  next
}
FILENAME == "exported" { exported[$1] = 1; next }

/^\/\*.*\*\/$/ { last = "" }
/^GORO_NOESCAPE_AS \([a-z_A-Z0-9]+, [a-z_A-Z0-9]+\)$/ {
  name = $2; other = $3
  sub(/^\(/, "", name); sub(/,$/, "", name); sub(/\)$/, "", other)
  if (!(name in exported)) wrong("not in the C library")
  if (!(other in seen)) wrong("no line for " other)
  if (name in seen) wrong("twice")
  seen[name] = 1
  next
}
/^GORO_NOESCAPE \([a-zA-Z_0-9]+, "[0-9. ]*", "[a-z0-9=* ]*"\)$/ {
  split($0, part, "\"")
  name = $2
  sub(/^\(/, "", name); sub(/,$/, "", name)
  if (name in seen) wrong("twice")
  seen[name] = 1
  if (last >= name) wrong("not sorted")
  last = name
  if (!(name in pointers)) { wrong("not declared"); next }
  wanted = pointers[name]
  n = split(part[2], list, " ")
  for (i = 1; i <= n; i++)
    if (!sub(" " (list[i] == "..." ? "\\.\\.\\." : list[i]) " ", " ", wanted))
      wrong("parameter " list[i] " is no pointer")
  n = split(part[4], list, " ")
  for (i = 1; i <= n; i++) {
    if (list[i] !~ /^(\*?r|h|\*[0-9]+|c[0-9]+)=\*?[0-9]+$/) { wrong("flow " list[i]); continue }
    split(list[i], side, "=")
    from = side[2]
    if (side[1] == "h" && from !~ /\*/ && !sub(" " from " ", " ", wanted))
      wrong("parameter " from " is no pointer, or not kept")
    sub(/^\*/, "", from)
    to = side[1]
    sub(/^[*c]/, "", to)
    if (!index(pointers[name], " " from " ") || (to ~ /^[0-9]/ && !index(pointers[name], " " to " ")))
      wrong("flow " list[i] " of something that is no pointer")
  }
  if (wanted ~ /[0-9.]/) wrong("parameters" wanted "are neither forgotten nor kept")
  count++
  next
}
/^GORO/ { wrong("malformed") }
END {
  if (count < wanted_count) { print "only " count " functions"; bad = 1 }
  exit bad
}
END

awk -v wanted_count=700 -f check.awk prototypes exported "$table" || exit 1

# Each of these lines has to be refused.
while read -r line; do
  printf '%s\n%s\n' 'GORO_NOESCAPE (memcmp, "1 2", "")' "$line" > wrong.def
  ! awk -v wanted_count=0 -f check.awk prototypes exported wrong.def > /dev/null || { echo "accepted: $line"; exit 1; }
done <<'END'
GORO_NOESCAPE (memcpyy, "1 2", "r=1")
GORO_NOESCAPE (memcpy, "1 2 3", "r=1")
GORO_NOESCAPE (memcpy, "1", "r=1")
GORO_NOESCAPE (memcpy, "1 2", "r=3")
GORO_NOESCAPE (memcpy, "1 2", "r1")
GORO_NOESCAPE (memcpy, "1 2", "*3=*2")
GORO_NOESCAPE (memcpy, "1 2" "r=1")
GORO_NOESCAPE (memchr, "1", "r=1")
GORO_NOESCAPE (setbuf, "1 2", "h=2")
GORO_NOESCAPE (printf, "1", "")
GORO_NOESCAPE (memcmp, "1 2", "")
GORO_NOESCAPE_AS (__memcpy_chk, memcpy)
GORO_NOESCAPE_AS (__memcpy_chkk, memcmp)
END
