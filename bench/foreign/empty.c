/* SPDX-License-Identifier: MIT */
/* The foreign function that foreign-call.c calls: plain gcc, no plugin.  */
extern void empty (void);

void empty (void)
{
}
