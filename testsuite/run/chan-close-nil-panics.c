/* SPDX-License-Identifier: MIT */
/* Purpose: Closing a null channel is a panic. */
/* Exit: 2 */
/* Stderr: ^panic: close of nil channel */
#include "support/check.h"

int main (void)
{
  goro_chan (int) c = NULL;
  goro_close (c);
  return 0;
}
