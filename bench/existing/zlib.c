/* SPDX-License-Identifier: MIT */
/* zlib at work: text that repeats itself now and then, compressed and
   uncompressed.  Prints the processor time.  */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "zlib.h"
#include "cpu-time.h"

enum { SIZE = 4 << 20, TIMES = 3 };

static void fill (unsigned char *text, size_t size)
{
  static const char *const words[] = { "goroutine", "stack", "moves", "the", "and", "channel",
                                       "receives", "a", "thread", "waits", "pointer", "map" };
  unsigned state = 1;
  size_t at = 0;
  while (at < size) {
    state = state * 1664525 + 1013904223;
    const char *word = words[(state >> 16) % 12];
    for (size_t i = 0; word[i] != 0 && at < size; i++)
      text[at++] = word[i];
    if (at < size)
      text[at++] = (state >> 28) == 0 ? (unsigned char) (state >> 8) : ' ';
  }
}

int main (void)
{
  unsigned char *text = malloc (SIZE), *back = malloc (SIZE);
  uLong bound = compressBound (SIZE);
  unsigned char *packed = malloc (bound);
  if (text == NULL || back == NULL || packed == NULL)
    return 1;
  fill (text, SIZE);
  double start = cpu_time ();
  for (int i = 0; i < TIMES; i++) {
    uLongf packed_size = bound, size = SIZE;
    if (compress2 (packed, &packed_size, text, SIZE, 6) != Z_OK)
      return 1;
    for (int j = 0; j < 5; j++)
      if (uncompress (back, &size, packed, packed_size) != Z_OK || size != SIZE)
        return 1;
  }
  printf ("stackcheck-zlib %.4f s\n", cpu_time () - start);
  return memcmp (text, back, SIZE) != 0;
}
