/* SPDX-License-Identifier: MIT */
/* Eight goroutines compress and expand at the same time, a few bytes at a time, at different levels and strategies, with yields in between.
   Prints the check sums of what each made, in order.  With -DPLAIN one after the other, by any compiler.  */
#ifdef PLAIN
#define goro_yield()
#else
#include <goro.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "zlib.h"

enum { WORKERS = 8, SIZE = 150000 };

struct result {
  int number;
  unsigned long packed, size;
  int same;
};

static unsigned char text (unsigned n, unsigned i)
{
  return (unsigned char) ("goroutines in existing C "[(i * (n + 1) + i / 97) % 25] ^ (i % 1009 == 0 ? i / 7 : 0));
}

/* Input comes from and output goes to buffers of locals, so z_stream points into the stack.  */
static unsigned long pack (int n, unsigned char *to, unsigned long room)
{
  static const int strategies[] = { Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED };
  z_stream stream = { 0 };
  if (deflateInit2 (&stream, n % 10, Z_DEFLATED, n % 3 == 0 ? 31 : 9 + n % 7, 1 + n % 9, strategies[n % 5]) != Z_OK)
    return 0;
  stream.next_out = to;
  stream.avail_out = (unsigned) room;
  for (unsigned i = 0; i < SIZE; ) {
    unsigned char piece[777];
    unsigned count = 0;
    while (count < sizeof piece && i < SIZE)
      piece[count++] = text ((unsigned) n, i++);
    stream.next_in = piece;
    stream.avail_in = count;
    if (deflate (&stream, i % 5 == 0 ? Z_SYNC_FLUSH : Z_NO_FLUSH) != Z_OK)
      return 0;
    goro_yield ();
  }
  stream.next_in = NULL;
  if (deflate (&stream, Z_FINISH) != Z_STREAM_END || deflateEnd (&stream) != Z_OK)
    return 0;
  return stream.total_out;
}

static int expand (int n, const unsigned char *from, unsigned long size)
{
  z_stream stream = { 0 };
  unsigned i = 0;
  int code = inflateInit2 (&stream, 47);
  while (code == Z_OK) {
    unsigned char piece[333];
    if (stream.avail_in == 0) {
      stream.next_in = (unsigned char *) from;
      stream.avail_in = size < 100 ? (unsigned) size : 100;
      from += stream.avail_in;
      size -= stream.avail_in;
    }
    stream.next_out = piece;
    stream.avail_out = sizeof piece;
    code = inflate (&stream, Z_NO_FLUSH);
    for (unsigned k = 0; k < sizeof piece - stream.avail_out; k++)
      if (i >= SIZE || piece[k] != text ((unsigned) n, i++))
        return 0;
    goro_yield ();
  }
  inflateEnd (&stream);
  return code == Z_STREAM_END && i == SIZE;
}

static struct result work (int n)
{
  unsigned long room = SIZE * 2;
  unsigned char *packed = malloc (room);
  struct result r = { .number = n };
  r.size = pack (n, packed, room);
  r.packed = crc32 (adler32 (1, packed, (unsigned) r.size), packed, (unsigned) r.size);
  r.same = expand (n, packed, r.size);
  free (packed);
  return r;
}

#ifndef PLAIN
static void worker (int n, goro_chan (struct result) out)
{
  goro_send (out, work (n));
}
#endif

int main (void)
{
  struct result results[WORKERS];
#ifdef PLAIN
  for (int i = 0; i < WORKERS; i++)
    results[i] = work (i);
#else
  goro_chan (struct result) out = goro_chan_make (struct result, 0);
  for (int i = 0; i < WORKERS; i++)
    go worker (i, out);
  for (int i = 0; i < WORKERS; i++) {
    struct result r = goro_recv (out);
    results[r.number] = r;
  }
#endif
  for (int i = 0; i < WORKERS; i++)
    printf ("%d: %lu bytes, %08lx, %s\n", i, results[i].size, results[i].packed, results[i].same ? "same" : "not the same");
  return 0;
}
