/* SPDX-License-Identifier: MIT */
/* Purpose: A loop's pointer that is computed from a number which is the difference of two pointers of the round before: it compiles, and
   the string is found in an object that nothing else keeps. */
/* Options: -O3 */
#include "support/check.h"
#include <string.h>

static const char *decode (const char *s, unsigned *value, int strict)
{
  static const unsigned limits[] = { ~0u, 0x80, 0x800, 0x10000u, 0x200000u, 0x4000000u };
  unsigned c = (unsigned char) s[0], result = 0;
  if (c < 0x80)
    result = c;
  else {
    int count = 0;
    for (; c & 0x40; c <<= 1) {
      unsigned more = (unsigned char) s[++count];
      if ((more & 0xc0) != 0x80)
        return NULL;
      result = result << 6 | (more & 0x3f);
    }
    result |= (c & 0x7f) << (count * 5);
    if (count > 5 || result > 0x7fffffffu || result < limits[count])
      return NULL;
    s += count;
  }
  if (strict && (result > 0x10ffff || (0xd800 <= result && result <= 0xdfff)))
    return NULL;
  if (value)
    *value = result;
  return s + 1;
}

static OPAQUE long number (long wanted, long otherwise)
{
  goro_gc ();
  return wanted != 0 ? wanted : otherwise;
}

static OPAQUE const char *text (long *length)
{
  static const char source[] = "a\303\244\342\202\254\360\237\230\200z";
  char *s = goro_alloc (sizeof source, GORO_NO_POINTERS);
  memcpy (s, source, sizeof source);
  *length = sizeof source - 1;
  return s;
}

static OPAQUE long relative (long at, long length)
{
  return at >= 0 ? at : -at > length ? 0 : length + at + 1;
}

static OPAQUE long count (long first, long last, int lax)
{
  long n = 0, length;
  const char *s = text (&length);
  long i = relative (number (first, 1), length), end = relative (number (last, -1), length);
  if (!(1 <= i && --i <= length))
    number (0, 1);
  if (!(--end < length))
    number (0, 1);
  while (i <= end) {
    const char *next = decode (s + i, NULL, !lax);
    if (next == NULL) {
      number (0, i + 1);
      return -1;
    }
    i = next - s;
    n++;
  }
  return n;
}

int main (void)
{
  CHECK (count (0, 0, 0) == 5);
  CHECK (count (2, -1, 1) == 4);
  CHECK (count (3, -1, 1) == -1);
  return 0;
}
