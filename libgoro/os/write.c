/* SPDX-License-Identifier: MIT */
/* Text to standard error for a runtime that may be in trouble: no stdio, no
   heap, no lock.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <stdarg.h>

#include "os/os.h"
#include "os/syscall.h"

struct text {
  size_t length;
  char bytes[480];
};

static void flush (struct text *text)
{
  const char *p = text->bytes;
  while (text->length > 0) {
    long n = goro__syscall3 (SYS_write, 2, p, text->length);
    if (n <= 0)
      break;
    p += n;
    text->length -= (size_t) n;
  }
  text->length = 0;
}

static void put (struct text *text, char c)
{
  if (text->length == sizeof text->bytes)
    flush (text);
  text->bytes[text->length++] = c;
}

static void put_number (struct text *text, uint64_t value, unsigned base)
{
  char digits[24];
  int n = 0;
  do {
    digits[n++] = "0123456789abcdef"[value % base];
    value /= base;
  } while (value != 0);
  while (n > 0)
    put (text, digits[--n]);
}

static void put_signed (struct text *text, int64_t value)
{
  if (value < 0)
    put (text, '-');
  put_number (text, value < 0 ? 0 - (uint64_t) value : (uint64_t) value, 10);
}

void goro__os_print (const char *format, ...)
{
  struct text text;
  text.length = 0;
  va_list ap;
  va_start (ap, format);
  for (const char *p = format; *p != 0; p++) {
    if (*p != '%') {
      put (&text, *p);
      continue;
    }
    switch (*++p) {
    case 's':
      for (const char *s = va_arg (ap, const char *); *s != 0; s++)
        put (&text, *s);
      break;
    case 'd':
      put_signed (&text, va_arg (ap, int));
      break;
    case 'u':
      put_number (&text, va_arg (ap, unsigned), 10);
      break;
    case 'D':
      put_signed (&text, va_arg (ap, int64_t));
      break;
    case 'U':
      put_number (&text, va_arg (ap, uint64_t), 10);
      break;
    case 'p':
      put (&text, '0');
      put (&text, 'x');
      /* Fall through.  */
    case 'x':
      put_number (&text, va_arg (ap, unsigned long), 16);
      break;
    default:
      put (&text, *p);
    }
  }
  va_end (ap);
  flush (&text);
}

void goro__os_exit (int status)
{
  for (;;)
    goro__syscall1 (SYS_exit_group, status);
}
