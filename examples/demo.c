/* SPDX-License-Identifier: MIT */
/* What `./quickstart run' shows when it is given no file: goroutines in C,
   a few seconds of them, with what each thing costs on this machine.

   On a terminal the numbers move; otherwise each step is one line.

   Stress: no, 100,000 frames are too many to move at each of 100,000 calls  */
#include <goro.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MANY = 100000, FRAMES = 100000, PRIMES = 2000, SLICES = 40 };

static const int64_t second = 1000000000, millisecond = 1000000;

static int terminal;
static int64_t step_start;

static double seconds_since (int64_t start)
{
  return (double) (goro_now () - start) / 1e9;
}

static void step (const char *title)
{
  printf ("%s%s%s\n", terminal ? "\033[1m" : "", title, terminal ? "\033[0m" : "");
  fflush (stdout);
  step_start = goro_now ();
}

/* A bar that fills as done nears total; drawn on a terminal only.  */
static void bar (const char *what, int done, int total)
{
  enum { WIDTH = 40 };
  static const char full[] = "########################################";

  if (!terminal)
    return;
  int n = (int) ((long) done * WIDTH / total);
  printf ("\r  [%.*s%*s] %7d %s\033[K", n, full, WIDTH - n, "", done, what);
  if (done == total)
    fputs ("\r\033[K", stdout);
  fflush (stdout);
}

/* --- Start and finish ----------------------------------------------------- */

static _Atomic int finished;

static void nothing (goro_chan (int) done)
{
  if (++finished == MANY)
    goro_send (done, 1);
}

static void start_and_finish (void)
{
  goro_chan (int) done = goro_chan_make (int, 1);

  step ("100,000 goroutines, each an ordinary C function: go f (x);");
  for (int i = 0; i < MANY; i++)
    go nothing (done);
  goro_recv (done);

  double s = seconds_since (step_start);
  printf ("  started and finished in %.1f ms, %.0f ns each\n\n", s * 1e3, s * 1e9 / MANY);
}

/* --- A ring --------------------------------------------------------------- */

static _Atomic int passed;

static void pass (goro_chan (int) left, goro_chan (int) right)
{
  int token = goro_recv (left);
  passed++;
  goro_send (right, token + 1);
}

static void ring (void)
{
  step ("Now 100,000 that wait for each other, every one on a stack of 2 KB");
  goro_chan (int) first = goro_chan_make (int, 0), last = first;
  for (int i = 0; i < MANY; i++) {
    goro_chan (int) next = goro_chan_make (int, 1);
    go pass (last, next);
    last = next;
  }
  printf ("  %d goroutines are there\n", goro_count ());
  fflush (stdout);

  int64_t start = goro_now ();
  goro_send (first, 0);
  while (terminal && passed < MANY) {
    bar ("goroutines have passed the token on", passed, MANY);
    goro_sleep (5 * millisecond);
  }
  int token = goro_recv (last);
  bar ("", MANY, MANY);
  printf ("  a token went through all of them in %.1f ms and counted %d\n\n",
          seconds_since (start) * 1e3, token);
}

/* --- A stack that grows ---------------------------------------------------- */

static size_t stack_size;

static int recurse (int depth, const int *callers)
{
  int mine = *callers + 1; /* read through a pointer into the frame above */

  if (goro_stack_size () != stack_size) {
    stack_size = goro_stack_size ();
    printf ("  %6d frames: %8zu KB%c", depth, stack_size / 1024, terminal ? '\r' : '\n');
    fflush (stdout);
    if (terminal)
      goro_sleep (40 * millisecond); /* for the eye */
  }
  if (depth == FRAMES)
    return mine;
  int frames = recurse (depth + 1, &mine);
  return mine == *callers + 1 ? frames : -1;
}

static void grow (goro_chan (int) out)
{
  int zero = 0;
  goro_send (out, recurse (1, &zero));
}

static void stack (void)
{
  goro_chan (int) out = goro_chan_make (int, 0);

  step ("A recursion 100,000 deep: the stack moves to a larger place whenever it is full");
  go grow (out);
  int frames = goro_recv (out);
  printf ("%s  %d frames, every pointer between them still right\n\n", terminal ? "\r\033[K" : "", frames);
}

/* --- Channels --------------------------------------------------------------- */

static void generate (goro_chan (int) out)
{
  for (int i = 2;; i++)
    goro_send (out, i);
}

static void filter (goro_chan (int) in, goro_chan (int) out, int prime)
{
  for (;;) {
    int i = goro_recv (in);
    if (i % prime != 0)
      goro_send (out, i);
  }
}

static void sieve (void)
{
  int prime = 0;

  step ("A prime sieve: one goroutine for each prime, joined by channels");
  goro_chan (int) numbers = goro_chan_make (int, 0);
  go generate (numbers);
  for (int n = 1; n <= PRIMES; n++) {
    prime = goro_recv (numbers);
    goro_chan (int) rest = goro_chan_make (int, 0);
    go filter (numbers, rest, prime);
    numbers = rest;
    if (n % 10 == 0)
      bar ("primes", n, PRIMES);
  }
  printf ("  the %dth prime is %d, found in %.0f ms; over 2 million messages\n\n", PRIMES, prime,
          seconds_since (step_start) * 1e3);
}

/* --- Sleepers ---------------------------------------------------------------- */

static _Atomic int awake;

static void sleeper (int64_t ns, goro_chan (int) done)
{
  goro_sleep (ns);
  if (++awake == MANY)
    goro_send (done, 1);
}

static void sleepers (void)
{
  goro_chan (int) done = goro_chan_make (int, 1);

  step ("100,000 goroutines sleep for up to two seconds");
  for (int i = 0; i < MANY; i++)
    go sleeper (2 * second / MANY * i, done);
  for (int i = 1; i < SLICES; i++) {
    goro_sleep (2 * second / SLICES);
    bar ("are awake", awake, MANY);
  }
  goro_recv (done);
  bar ("", MANY, MANY);
  printf ("  all awake after %.3f s\n\n", seconds_since (step_start));
}

int main (void)
{
  int64_t start = goro_now ();

  terminal = isatty (STDOUT_FILENO);
  puts ("goro: goroutines for C.  This is examples/demo.c, compiled by gcc with one plugin.\n");
  start_and_finish ();
  ring ();
  stack ();
  sleepers ();
  sieve (); /* last: its goroutines wait for ever, until main returns */
  printf ("All that took %.1f s.  The source is examples/demo.c; start with examples/squares.c.\n",
          seconds_since (start));
  return 0;
}
