/* SPDX-License-Identifier: MIT */
/* A goroutine starts with about 2 KB of stack and recurses 10,000 deep.

   Each time the stack is full the runtime copies it to a place twice as large
   and corrects every pointer into it: also `chain', by which each frame below
   points into the frame of its caller.  How deep a stack of a given size reaches
   depends on the compiler's options, so the depths printed are not the same
   everywhere; the last line is.  */
#include <goro.h>
#include <stdio.h>

enum { DEPTH = 10000, PADDING = 64 };

/* What every frame keeps on the stack.  */
struct frame {
  struct frame *caller; /* points into the stack that moves */
  char padding[PADDING];
};

static size_t last_size;

/* Keeps the compiler from optimising the padding away.  */
static void touch (struct frame *f)
{
  __asm__ volatile ("" : : "r" (f) : "memory");
}

static void show_growth (int depth)
{
  size_t size = goro_stack_size ();
  if (size != last_size) {
    printf ("depth %5d: the stack has %7zu bytes\n", depth, size);
    last_size = size;
  }
}

/* Answers how many frames there are, counted on the chain from the deepest one.  */
static int count (struct frame *chain)
{
  int n = 0;
  for (; chain != NULL; chain = chain->caller)
    n++;
  return n;
}

static int recurse (int depth, struct frame *chain)
{
  struct frame mine;
  mine.caller = chain;
  mine.padding[0] = (char) depth;
  touch (&mine);
  show_growth (depth);

  int frames = depth == DEPTH ? count (&mine) : recurse (depth + 1, &mine);

  /* Still ours after all those moves?  */
  touch (&mine);
  if (mine.caller != chain || mine.padding[0] != (char) depth)
    return -1;
  return frames;
}

static void start (goro_chan (int) done)
{
  goro_send (done, recurse (1, NULL));
}

int main (void)
{
  goro_chan (int) done = goro_chan_make (int, 0);
  go start (done);

  int frames = goro_recv (done);
  printf ("%d frames, every one as it was left\n", frames);
  return frames == DEPTH ? 0 : 1;
}
