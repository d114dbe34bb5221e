/* SPDX-License-Identifier: MIT */
/* Purpose: Under freecheck=1 an object that is freed twice ends the program with a message. */
/* Options: -fplugin-arg-goro-malloc=gc */
/* Env: GORODEBUG=freecheck=1 */
/* Stderr: free: object has been freed before */
/* Exit: 2 */
#include <stdlib.h>

int main (void)
{
  void *volatile p = malloc (50), *volatile q = p;
  free (p);
  free (q);
}
