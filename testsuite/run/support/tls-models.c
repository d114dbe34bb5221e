/* SPDX-License-Identifier: MIT */
/* Thread-local variables of a library, more than the loader keeps room for in the static block.  */
#include <goro.h>

__thread long by_option[2000];
__thread int dynamic __attribute__ ((tls_model ("global-dynamic")));
static __thread struct { char pad[100]; int number; } hidden __attribute__ ((tls_model ("local-dynamic")));

int hop_of_library (int (*this_thread) (void))
{
  int now = this_thread ();
  hidden.number = now;
  goro_yield ();
  now = this_thread ();
  return hidden.number != 0 && hidden.number != now;
}
