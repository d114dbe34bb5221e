/* SPDX-License-Identifier: MIT */
/* Purpose: Atomic operations keep an address as an assignment does. */
/* Options: -fplugin-arg-goro-m */
#include <stdatomic.h>
_Atomic (int *) sink;
int *plain;

int counted (void) { atomic_int n = 0; atomic_fetch_add (&n, 1); return n; }
void stored (void) { int x = 1; atomic_store (&sink, &x); } /* { dg-note "moved to heap: 'x'" } */
void exchanged (void) { int x = 1; atomic_exchange (&sink, &x); } /* { dg-note "moved to heap: 'x'" } */
void compared (int *old) { int x = 1; atomic_compare_exchange_strong (&sink, &old, &x); }
  /* { dg-note "'old' does not escape" "" { target *-*-* } .-1 } */ /* { dg-note "moved to heap: 'x'" "" { target *-*-* } .-1 } */
void sync_swapped (int *old) { int x = 1; __sync_bool_compare_and_swap (&plain, old, &x); }
  /* { dg-note "leaking param: 'old'" "" { target *-*-* } .-1 } */ /* { dg-note "moved to heap: 'x'" "" { target *-*-* } .-1 } */
int local_only (void) { int x = 1; _Atomic (int *) p = &x; return *atomic_load (&p); }
