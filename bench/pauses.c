/* SPDX-License-Identifier: MIT */
/* How long goroutines are stopped by collections, with 0, 10,000 and 100,000 goroutines parked. One goroutine a P looks at the clock all the time, and
   allocates; another collects, ten times. "stop-p99": the 99th per cent of the stops by the runtime's own clock (goro: each time the collector kept a goroutine; Go: each time
   all were stopped). The other rows count what anybody does, the system and the machine under it too: a gap of more than 2 us between two looks, the median one,
   the 99th per cent, the longest; and the longest moment at which all goroutines were stopped at once. "machine" is that without a collection, for half a second: nothing can be below it.
   Procs: 1 2
   Goal: pauses-100000-stop-p99 <10  */
#include <goro.h>
#include "bench.h"

enum { WATCHERS = 2, COLLECTIONS = 10, KEPT = 1 << 19, GAPS = 1 << 20, LEAST = 2000 };

struct node { struct node *next; long a, b, c; };
struct gap { int64_t from, to; };

struct node *kept;
static struct gap *gaps[WATCHERS];
static int gap_count[WATCHERS], watchers;
static int stop;
static goro_wait_group done, parked;
static goro_chan (int) gate;

static void park (void)
{
  goro_recv_ok (gate, NULL);
  goro_wait_group_done (&parked);
}

static void watch (int me)
{
  struct node *ring = NULL;
  int64_t last = now ();
  for (unsigned i = 0; !__atomic_load_n (&stop, __ATOMIC_RELAXED); i++) {
    struct node *n = goro_new (struct node);
    n->next = i % 256 == 0 ? NULL : ring;
    ring = n;
    int64_t t = now ();
    if (t - last > LEAST && gap_count[me] < GAPS)
      gaps[me][gap_count[me]++] = (struct gap) { last, t };
    last = t;
  }
  goro_wait_group_done (&done);
}

static int ascending (const void *a, const void *b)
{
  int64_t x = *(const int64_t *) a, y = *(const int64_t *) b;
  return (x > y) - (x < y);
}

/* The longest time that gaps of both have in common.  */
static int64_t longest_common (void)
{
  int64_t longest = 0;
  for (int i = 0, j = 0; i < gap_count[0] && j < gap_count[1]; ) {
    struct gap a = gaps[0][i], b = gaps[1][j];
    int64_t from = a.from > b.from ? a.from : b.from, to = a.to < b.to ? a.to : b.to;
    if (to - from > longest)
      longest = to - from;
    if (a.to < b.to)
      i++;
    else
      j++;
  }
  return longest;
}

static void row (int goroutines, const char *what, int64_t ns)
{
  char name[64];
  snprintf (name, sizeof name, "pauses-%d-%s", goroutines, what);
  report (name, (double) ns / 1e3, "us");
}

/* Gaps of all watchers while fn runs; answers how many.  */
static int64_t *watch_while (void (*fn) (void), int *count)
{
  stop = 0;
  goro_wait_group_add (&done, watchers);
  for (int i = 0; i < watchers; i++) {
    gap_count[i] = 0;
    go watch (i);
  }
  fn ();
  __atomic_store_n (&stop, 1, __ATOMIC_RELAXED);
  goro_wait_group_wait (&done);
  int n = *count = gap_count[0] + gap_count[1];
  int64_t *all = malloc (((size_t) n + 1) * sizeof *all);
  all[0] = 0;
  for (int i = 0; i < n; i++) {
    struct gap *g = i < gap_count[0] ? &gaps[0][i] : &gaps[1][i - gap_count[0]];
    all[i] = g->to - g->from;
  }
  qsort (all, (size_t) n, sizeof *all, ascending);
  return all;
}

static void collect (void)
{
  for (int i = 0; i < COLLECTIONS; i++)
    goro_gc ();
}

static void rest (void)
{
  goro_sleep (500000000);
}

/* The 99th per cent of what was counted since `before'.  */
static int64_t stop_p99 (const goro_gc_pauses *before)
{
  static goro_gc_pauses after;
  uint64_t all = 0, sum = 0;
  goro_read_gc_pauses (&after);
  for (int i = 0; i < GORO_GC_PAUSES; i++)
    all += after.count[i] -= before->count[i];
  int i = 0;
  while (i < GORO_GC_PAUSES - 1 && (sum += after.count[i]) * 100 < all * 99)
    i++;
  return (int64_t) goro_gc_pause_limit (i);
}

static void measure (int goroutines)
{
  static goro_gc_pauses before;
  int n;
  goro_wait_group_add (&parked, goroutines);
  gate = goro_chan_make (int, 0);
  for (int i = 0; i < goroutines; i++)
    go park ();
  goro_sleep (50000000);
  goro_gc ();
  goro_read_gc_pauses (&before);
  int64_t *all = watch_while (collect, &n);
  row (goroutines, "stop-p99", stop_p99 (&before));
  row (goroutines, "p50", all[n / 2]);
  row (goroutines, "p99", all[(int64_t) n * 99 / 100]);
  row (goroutines, "longest", n > 0 ? all[n - 1] : 0);
  if (watchers == WATCHERS)
    row (goroutines, "none-ran", longest_common ());
  free (all);
  goro_close (gate);
  goro_wait_group_wait (&parked);
}

static void machine (void)
{
  int n, percent = goro_set_gc_percent (-1);
  int64_t *all = watch_while (rest, &n);
  report ("pauses-machine-p99", (double) all[(int64_t) n * 99 / 100] / 1e3, "us");
  free (all);
  goro_set_gc_percent (percent);
}

int main (void)
{
  watchers = goro_set_procs (0) < WATCHERS ? goro_set_procs (0) : WATCHERS;
  for (int i = 0; i < WATCHERS; i++)
    gaps[i] = malloc (GAPS * sizeof *gaps[i]);
  for (int i = 0; i < KEPT; i++) {
    struct node *n = goro_new (struct node);
    n->next = kept;
    kept = n;
  }
  machine ();
  measure (0);
  measure (10000);
  measure (100000);
  return 0;
}
