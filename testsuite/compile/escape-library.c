/* SPDX-License-Identifier: MIT */
/* Purpose: Functions of the C library keep what libgoro/abi/noescape.def says, and no more. */
/* Options: -fplugin-arg-goro-m -D__NO_INLINE__ */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>
char *sink;
char *volatile place;

void printed (void) { int x = 1; printf ("%d %p\n", x, (void *) &x); }
int scanned (const char *s) { int x; return sscanf (s, "%d", &x) == 1 ? x : 0; } /* { dg-note "'s' does not escape" } */
size_t measured (void) { char b[9] = "x"; return strlen (b); }
int copied_out (char *to) { char b[9] = "x"; memcpy (to, b, 9); return strcmp (to, b); } /* { dg-note "'to' does not escape" } */
char *found_read (int c) { static char s[] = "abc"; return strchr (s, c); }
int found_local (int c) { char b[9] = "x"; char *p = strchr (b, c); return p ? *p : 0; }
void found_kept (int c) { char b[9] = "x"; sink = strchr (b, c); } /* { dg-note "moved to heap: 'b'" } */
char *copy_returned (void) { char b[9]; return strcpy (b, "x"); } /* { dg-note "moved to heap: 'b'" } */
long converted (const char *s) { char *end; long n = strtol (s, &end, 10); return *end ? -1 : n; } /* { dg-note "'s' does not escape" } */
void converted_kept (const char *s) { char *end; strtol (s, &end, 10); sink = end; } /* { dg-note "leaking param: 's'" } */
void converted_local_kept (void) { char b[9] = "1x"; char *end; strtol (b, &end, 10); sink = end; } /* { dg-note "moved to heap: 'b'" } */
int tokens (void) { char b[9] = "a b"; return strtok (b, " ") != 0; } /* { dg-note "moved to heap: 'b'" } */
int tokens_reentrant (void) { char b[9] = "a b"; char *at; return strtok_r (b, " ", &at) != 0; }
int stated (const char *name) { struct stat s; return stat (name, &s) == 0 ? (int) s.st_size : -1; } /* { dg-note "'name' does not escape" } */
long timed (void) { struct timespec t; clock_gettime (CLOCK_MONOTONIC, &t); return t.tv_nsec; }
int broken_down (time_t t) { struct tm tm; return localtime_r (&t, &tm) ? tm.tm_hour : 0; }
ssize_t read_in (int fd) { char b[9]; return read (fd, b, sizeof b); }
ssize_t gathered (int fd) { char b[9] = "x"; struct iovec v = { b, 9 }; return writev (fd, &v, 1); }
void buffered (FILE *f) { char b[99]; setvbuf (f, b, _IOFBF, sizeof b); } /* { dg-note "'f' does not escape" } */ /* { dg-note "moved to heap: 'b'" } */
void environment (void) { char b[9] = "A=b"; putenv (b); } /* { dg-note "moved to heap: 'b'" } */
void environment_copied (void) { char b[9] = "b"; setenv ("A", b, 1); }
static int order (const void *a, const void *b) { return *(const int *) a - *(const int *) b; }
  /* { dg-note "'a' does not escape" "" { target *-*-* } .-1 } */ /* { dg-note "'b' does not escape" "" { target *-*-* } .-1 } */
int sorted (void) { int a[3] = { 3, 1, 2 }; qsort (a, 3, sizeof a[0], order); return a[0]; }
static int order_kept (const void *a, const void *b) { sink = (char *) a; return *(const int *) a - *(const int *) b; }
  /* { dg-note "leaking param: 'a'" "" { target *-*-* } .-1 } */ /* { dg-note "'b' does not escape" "" { target *-*-* } .-1 } */
int sorted_kept (void) { int a[3] = { 3, 1, 2 }; qsort (a, 3, sizeof a[0], order_kept); return a[0]; } /* { dg-note "moved to heap: 'a'" } */
int searched (int k) { int a[3] = { 1, 2, 3 }; int *p = bsearch (&k, a, 3, sizeof a[0], order); return p ? *p : 0; }
void thread (void *(*f) (void *)) { pthread_t t; int x = 1; pthread_create (&t, 0, f, &x); pthread_join (t, 0); }
  /* { dg-note "leaking param: 'f'" "" { target *-*-* } .-1 } */ /* { dg-note "moved to heap: 'x'" "" { target *-*-* } .-1 } */
void handled (int n) { struct sigaction a = { 0 }; sigaction (n, &a, 0); }
char *resolved (const char *name) { char b[4096]; char *p = realpath (name, b); return p ? strdup (p) : 0; }
  /* { dg-note "'name' does not escape" "" { target *-*-* } .-1 } */
void pointer_copied (void) { int x = 1; int *p = &x, *q; memcpy (&q, &p, sizeof p); *q = 2; }
void pointer_copied_kept (void) { char x = 1; char *p = &x; memcpy (&sink, &p, sizeof p); } /* { dg-note "moved to heap: 'x'" } */
