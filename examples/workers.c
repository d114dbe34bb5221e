/* SPDX-License-Identifier: MIT */
/* A pool of workers that use the C library as any C program does: strtod,
   qsort with a comparator, snprintf, getaddrinfo.

   None of these knows about stacks of 2 KB, and some want a hundred times
   as much.  Code that goro did not compile runs on the thread's own stack; the
   goroutine's stack stays where it is meanwhile, so pointers into it may be
   passed as always.  A worker that waits in getaddrinfo holds up no other.  */
#include <goro.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { WORKERS = 8, JOBS = 24, NUMBERS = 8 };

struct job {
  int id;
  char text[80]; /* NUMBERS numbers */
};

struct result {
  int id;
  char text[120];
};

static int descending (const void *a, const void *b)
{
  const double *x = a, *y = b;
  return (*x < *y) - (*x > *y);
}

/* Reads the numbers, sorts them, writes them again.  */
static void sort_numbers (const char *in, char *out, size_t size)
{
  double numbers[NUMBERS];
  int n = 0;

  for (char *end; n < NUMBERS; in = end) {
    numbers[n] = strtod (in, &end);
    if (end == in)
      break;
    n++;
  }

  qsort (numbers, n, sizeof numbers[0], descending);

  out[0] = '\0';
  for (int i = 0; i < n; i++) {
    size_t used = strlen (out);
    snprintf (out + used, size - used, " %.2f", numbers[i]);
  }
}

static const char *look_up (const char *name)
{
  struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
  struct addrinfo *list;

  int error = getaddrinfo (name, NULL, &hints, &list);
  if (error != 0)
    return gai_strerror (error);
  freeaddrinfo (list);
  return "localhost found";
}

static void worker (goro_chan (struct job) jobs, goro_chan (struct result) results)
{
  goro_range (job, jobs) { /* until jobs is closed and empty */
    struct result result = { .id = job.id };
    if (job.id % 8 == 7)
      snprintf (result.text, sizeof result.text, " %s", look_up ("localhost"));
    else
      sort_numbers (job.text, result.text, sizeof result.text);
    goro_send (results, result);
  }
}

static void produce (goro_chan (struct job) jobs)
{
  for (int id = 0; id < JOBS; id++) {
    struct job job = { .id = id };
    for (int i = 0; i < NUMBERS; i++) {
      size_t used = strlen (job.text);
      snprintf (job.text + used, sizeof job.text - used, "%d.%d ", (id * 7 + i * 5) % 23, i);
    }
    goro_send (jobs, job);
  }
  goro_close (jobs);
}

int main (void)
{
  goro_chan (struct job) jobs = goro_chan_make (struct job, 0);
  goro_chan (struct result) results = goro_chan_make (struct result, JOBS);

  for (int i = 0; i < WORKERS; i++)
    go worker (jobs, results);
  go produce (jobs);

  /* The results come as they are ready; print them in the order of the jobs.  */
  struct result *all = calloc (JOBS, sizeof *all);
  if (all == NULL)
    return 1;
  for (int i = 0; i < JOBS; i++) {
    struct result result = goro_recv (results);
    all[result.id] = result;
  }
  for (int i = 0; i < JOBS; i++)
    printf ("job %2d:%s\n", all[i].id, all[i].text);
  free (all);
  return 0;
}
