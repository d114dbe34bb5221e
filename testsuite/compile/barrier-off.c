/* SPDX-License-Identifier: MIT */
/* Purpose: -fplugin-arg-goro-barriers=off leaves barriers out. */
/* Options: -O2 -fplugin-arg-goro-d=wb -fplugin-arg-goro-barriers=off */

void store (void **p, void *q)
{
  *p = q;
}
