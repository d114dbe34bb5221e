/* SPDX-License-Identifier: MIT */
/* A hash table under churn: four goroutines, each with a table of 100,000 entries, serve 5,000 requests of 100 operations (the oldest entry out,
   a new one in). How long a request takes: median, 99 %, 99.9 %, the longest; and processor time of all.
   Procs: 1 2  */
#include <goro.h>
#include <sys/resource.h>
#include "bench.h"

enum { GOROUTINES = 4, ENTRIES = 100000, BUCKETS = 1 << 17, REQUESTS = 5000, OPERATIONS = 100 };

struct entry { struct entry *next; uint64_t key; char *value; };
struct table { struct entry *bucket[BUCKETS]; };

static int64_t took[GOROUTINES * REQUESTS];
static goro_wait_group all;

static uint32_t bucket_of (uint64_t key)
{
  return (uint32_t) (key * 0x9e3779b97f4a7c15 >> 47);
}

static void insert (struct table *t, uint64_t key)
{
  struct entry *e = goro_new (struct entry), **at = &t->bucket[bucket_of (key)];
  e->key = key;
  e->value = goro_make (char, 32 + key % 64);
  e->value[0] = (char) key;
  e->next = *at;
  *at = e;
}

static void take_out (struct table *t, uint64_t key)
{
  for (struct entry **at = &t->bucket[bucket_of (key)]; *at != NULL; at = &(*at)->next)
    if ((*at)->key == key) {
      if ((*at)->value[0] != (char) key)
        printf ("wrong\n");
      *at = (*at)->next;
      return;
    }
  printf ("lost\n");
}

static void serve (int64_t *times)
{
  struct table *t = goro_new (struct table);
  uint64_t oldest = 0, next = 0;
  while (next < ENTRIES)
    insert (t, next++);
  for (int i = 0; i < REQUESTS; i++) {
    int64_t start = now ();
    for (int j = 0; j < OPERATIONS; j++) {
      take_out (t, oldest++);
      insert (t, next++);
    }
    times[i] = now () - start;
    goro_yield ();
  }
  goro_wait_group_done (&all);
}

static int ascending (const void *a, const void *b)
{
  int64_t x = *(const int64_t *) a, y = *(const int64_t *) b;
  return (x > y) - (x < y);
}

int main (void)
{
  enum { N = GOROUTINES * REQUESTS };
  goro_wait_group_add (&all, GOROUTINES);
  for (int i = 0; i < GOROUTINES; i++)
    go serve (took + i * REQUESTS);
  goro_wait_group_wait (&all);
  qsort (took, N, sizeof *took, ascending);
  struct rusage u;
  getrusage (RUSAGE_SELF, &u);
  report ("churn-median", (double) took[N / 2] / 1e3, "us");
  report ("churn-99", (double) took[N / 100 * 99] / 1e3, "us");
  report ("churn-99.9", (double) took[N / 1000 * 999] / 1e3, "us");
  report ("churn-longest", (double) took[N - 1] / 1e3, "us");
  report ("churn-cpu", (double) (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3
          + (double) (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3, "ms");
  return 0;
}
