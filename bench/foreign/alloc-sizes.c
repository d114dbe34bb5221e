/* SPDX-License-Identifier: MIT */
/* alloc-sizes.c of the folder above with an allocator of C, without the plugin: malloc and free, or, with -DBOEHM, the Boehm
   collector.  The argument is how many threads; the rows' names end in -SUFFIX.  */
#define GC_THREADS
#include "../bench.h"
#include <pthread.h>
#ifdef BOEHM
#include <gc.h>
#define SUFFIX "-boehm"
#define MAKE(size) (size > 4096 ? GC_MALLOC_ATOMIC (size) : GC_MALLOC (size))
#define DROP(p) ((void) (p))
#else
#define SUFFIX "-malloc"
#define MAKE(size) calloc (1, size)
#define DROP(p) free (p)
#endif

enum { MOST = 8 };

static struct { void *volatile p; char pad[120]; } sinks[MOST];
static size_t size;
static int each;

static void *work (void *arg)
{
  void *volatile *sink = &sinks[(intptr_t) arg].p;
  for (int i = 0; i < each; i++) {
    DROP (*sink);
    *sink = MAKE (size);
  }
  return NULL;
}

static void measure (const char *name, int threads, size_t bytes, int n)
{
  int64_t start = 0;
  size = bytes;
  for (int turn = 0; turn < 2; turn++) {
    pthread_t ids[MOST];
    each = turn == 0 ? n / 10 : n;
    start = now ();
    for (int t = 0; t < threads; t++)
      pthread_create (&ids[t], NULL, work, (void *) (intptr_t) t);
    for (int t = 0; t < threads; t++)
      pthread_join (ids[t], NULL);
  }
  report (name, (double) (now () - start) / n, "ns");
}

int main (int argc, char **argv)
{
  int threads = argc > 1 ? atoi (argv[1]) : 1;
#ifdef BOEHM
  GC_INIT ();
#endif
  measure ("alloc-8" SUFFIX, threads, 8, 30000000);
  measure ("alloc-16" SUFFIX, threads, 16, 30000000);
  measure ("alloc-64" SUFFIX, threads, 64, 10000000);
  measure ("alloc-512" SUFFIX, threads, 512, 2000000);
  measure ("alloc-32k" SUFFIX, threads, 32768, 40000);
  return 0;
}
