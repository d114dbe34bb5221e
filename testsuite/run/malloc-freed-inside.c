/* SPDX-License-Identifier: MIT */
/* Purpose: Under freecheck=1 free of a pointer into an object ends the program with a message. */
/* Options: -fplugin-arg-goro-malloc=gc */
/* Env: GORODEBUG=freecheck=1 */
/* Stderr: is not the start of an object */
/* Exit: 2 */
#include <stdlib.h>

int main (void)
{
  char *volatile p = malloc (50);
  p++;
  free (p);
}
