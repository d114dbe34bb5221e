/* SPDX-License-Identifier: MIT */
/* Purpose: In a static program every thread, the first one included, has a state of its own for the C library's resolver. */
/* Options: -static */
/* Levels: -O2 */
#include "support/check.h"

#include <arpa/nameser.h>
#include <netinet/in.h>
#include <resolv.h>
#include <string.h>

static OPAQUE void make_query (void)
{
  unsigned char query[512];
  goro_lock_thread ();
  struct __res_state *state = __res_state ();
  CHECK (state != NULL);
  CHECK (res_ninit (state) == 0 && (state->options & RES_INIT) != 0);
  CHECK (state == __res_state ());
  CHECK (res_nmkquery (state, QUERY, "example.org", C_IN, T_A, NULL, 0, NULL, query, sizeof query) > 12);
  CHECK (query[12] == 7 && memcmp (query + 13, "example", 7) == 0);
  res_nclose (state);
  goro_unlock_thread ();
}

int main (void)
{
  make_query ();
  for (int i = 0; i < 4; i++)
    in_goroutine (make_query);
  return 0;
}
