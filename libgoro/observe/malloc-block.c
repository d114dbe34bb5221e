/* SPDX-License-Identifier: MIT */
/* The block of glibc's malloc that an address is in, and whether it is free.  The layout is not promised by anybody: each header is
   checked against the next, and where that fails nothing is known.

       size_t prev_size      of the block before, if that one is free
       size_t size | bits    1: the block before is in use, 2: a mapping of its own, 4: not the main arena
       user's bytes ...      into the next header's prev_size

   The main arena is one row of blocks from the mapping's start.  Other arenas begin at a multiple of 64 MB with records
   of their own; their first block is the thread's cache, whose size is known from the main arena.  A block in such a cache has the
   cache's key in its second word.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <malloc.h>
#include <stdlib.h>
#include <sys/uio.h>

#include "observe/escapes.h"
#include "os/syscall.h"

enum { PREVIOUS_IN_USE = 1, MAPPED = 2, BITS = 7, HEADER = 16, SMALLEST = 32 };

static const uintptr_t arena_align = (uintptr_t) 64 << 20;
static uintptr_t cache_key;

bool goro__peek (uintptr_t address, void *to, size_t size)
{
  struct iovec local = { to, size }, remote = { (void *) address, size };
  return goro__syscall6 (SYS_process_vm_readv, goro__syscall1 (SYS_getpid, 0), (long) &local, 1, (long) &remote, 1, 0) == (long) size;
}

/* Learns the key: the second word of what has just been freed.  */
void goro__malloc_block_init (void)
{
  uintptr_t *volatile block = malloc (24);
  if (block == NULL)
    return;
  uintptr_t at = (uintptr_t) block;
  free (block);
  uintptr_t words[2];
  /* A debugging or another malloc writes no such thing; then nothing is taken for free.  */
  if (goro__peek (at, words, sizeof words) && words[1] > 0xffffffff)
    cache_key = words[1];
  /* What free leaves in a block, links into the C library's own data among it, must not be the upper half of an address when a few characters
     have been written over the rest: blocks are filled when they are given out.  */
  mallopt (M_PERTURB, 0x24);
}

/* Along the row of blocks from header to the one with address in it.  */
static bool walk (uintptr_t header, uintptr_t hi, uintptr_t address, struct goro_malloc_block *block)
{
  while (header + SMALLEST <= hi) {
    uintptr_t head[4], next[2];
    if (!goro__peek (header, head, sizeof head))
      return false;
    size_t size = head[1] & ~(size_t) BITS;
    if (size < SMALLEST || (size & 15) != 0 || size > hi - header)
      return false;
    if (address < header + size + 8) {
      if (header + size + HEADER > hi || !goro__peek (header + size, next, sizeof next))
        return false;
      block->start = header + HEADER;
      block->size = size - 8;
      block->free = (next[1] & PREVIOUS_IN_USE) == 0 || (cache_key != 0 && head[3] == cache_key) || address < header + HEADER;
      return true;
    }
    header += size;
  }
  return false;
}

bool goro__malloc_block (uintptr_t lo, uintptr_t hi, uintptr_t address, struct goro_malloc_block *block)
{
  uintptr_t head[2];
  if (!goro__peek (lo, head, sizeof head))
    return false;
  /* A large block with a mapping of its own; only the first of several that touch is found.  */
  if ((head[1] & BITS) == MAPPED && head[0] == 0) {
    *block = (struct goro_malloc_block) { lo + HEADER, (head[1] & ~(size_t) BITS) - HEADER, false };
    return address - lo < block->size + HEADER;
  }
  if (walk (lo, hi, address, block))
    return true;
  uintptr_t arena = address & ~(arena_align - 1);
  if (arena < lo || arena >= hi)
    return false;
  for (uintptr_t at = arena + 32; at < arena + 4096; at += 16)
    if (goro__peek (at, head, sizeof head) && (head[1] & ~(size_t) BITS) > 512 && (head[1] & ~(size_t) BITS) < 1024
        && (head[1] & (BITS & ~MAPPED)) == (BITS & ~MAPPED) && walk (at, hi, address, block))
      return true;
  return false;
}
