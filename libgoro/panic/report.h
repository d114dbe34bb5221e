/* SPDX-License-Identifier: MIT */
/* Parts of a fatal report (fatal.c), for reports that are not one message.  On a thread's stack.  */
#ifndef GORO_PANIC_REPORT_H
#define GORO_PANIC_REPORT_H

/* Returns in one thread only: there is one report.  */
void goro__report_begin (void);
/* An empty line, the goroutine that runs here and its calls, if there is one.  */
void goro__report_goroutine (void);

#endif
