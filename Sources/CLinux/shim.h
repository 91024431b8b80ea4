#ifndef PIPELINE_CLINUX_H
#define PIPELINE_CLINUX_H
/* Calls of Linux that Swift's Glibc module leaves out, since it is built without _GNU_SOURCE. */

/* Waits until everything on the file system that holds a file is on the disk: syncfs(2). */
extern int syncfs(int descriptor);

/* Changes how memory is allocated: mallopt(3). */
extern int mallopt(int parameter, int value);

#endif
