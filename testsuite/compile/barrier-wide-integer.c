/* SPDX-License-Identifier: MIT */
/* Purpose: Pointers copied by one load and store of 32 or 64 bytes have a barrier, which takes each word of them. */
/* Options: -O2 -mavx512f -fplugin-arg-goro-d=wb */
#include <string.h>

void copy_four (void **to, void **from)
{
  memcpy (to, from, 32); /* { dg-message "write barrier" } */
}

void copy_eight (void **to, void **from)
{
  memcpy (to, from, 64); /* { dg-message "write barrier" } */
}
