/* SPDX-License-Identifier: MIT */
/* Purpose: Variables of every thread-local model, in a goroutine whose stack is small and moves. */
/* Options: -fPIC */
/* Shared: support/tls-models.c */
#include "support/threads.h"

extern __thread long by_option[2000];
extern __thread int dynamic __attribute__ ((tls_model ("global-dynamic")));
int hop_of_library (int (*) (void));
static __thread int local_dynamic __attribute__ ((tls_model ("local-dynamic"))) = 5;
static __thread int local_exec __attribute__ ((tls_model ("initial-exec"))) = 6;

static void hop (int id)
{
  for (int i = 0; i < 300; i++) {
    CHECK_OWN (dynamic);
    CHECK (local_dynamic == 5 && local_exec == 6);
    goro_yield ();
    by_option[id] = this_thread ();
    long *p = &by_option[id];
    CHECK (*p == by_option[id] || *p != this_thread ());
    CHECK (hop_of_library (this_thread) == 0);
  }
}

int main (void)
{
  travel (hop);
  return 0;
}
