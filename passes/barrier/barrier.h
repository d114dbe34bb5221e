/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Write barriers: what the files of this folder share.  */
#ifndef GORO_BARRIER_H
#define GORO_BARRIER_H

/* A part of what one statement stores that the collector has to hear of.  */
struct goro_store {
  tree slot;   /* the address that is written */
  tree value;  /* of one word: what is stored, or where it is loaded from; NULL: nothing that could be an address */
  tree source; /* of a block: the address that is read, or NULL */
  tree bytes;  /* of a block: its size; NULL: one word */
};

/* stores.cc: fills LIST with what STMT stores in memory that is not of this frame.  */
void goro_pointer_stores (gimple *stmt, vec<goro_store> *list);

/* places.cc.  Is the memory that ADDRESS points to in the frame of this function?  */
bool goro_frame_address_p (tree address);
bool goro_frame_place_p (tree place);
/* Does it point into an object that this function has made, that nobody else knows of when STMT comes, and in which nothing has been written there?  */
bool goro_new_address_p (tree address, gimple *stmt);
bool goro_new_place_p (tree place, gimple *stmt);

/* stores.cc: a function that writes memory by address and size.  */
bool goro_copier_p (const char *name);

#endif
