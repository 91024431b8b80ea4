// Starting a program: what runs between vfork and exec, which Swift cannot express.
#ifndef CPROCESS_H
#define CPROCESS_H

#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/types.h>

// The step at which starting failed.
enum {
    CPROCESS_NONE = 0,
    CPROCESS_FORK = 1,
    CPROCESS_FOLDER = 2,
    CPROCESS_PROGRAM = 3,
    CPROCESS_OTHER = 4
};

typedef struct {
    const char *path;          // the program's file
    char *const *arguments;    // ends with NULL
    char *const *environment;  // ends with NULL
    const char *folder;        // where it works
    int32_t input;             // its standard input
    int32_t output;            // its standard output
    int32_t errors;            // its standard error
} CProcessProgram;

typedef struct {
    pid_t process;  // also the number of its process group
    int32_t handle; // a pidfd, readable once the process has ended
    int32_t step;   // where it failed
    int32_t error;  // errno there
} CProcessStart;

// Starts a program in a process group of its own: no descriptor but those three is open, no signal is
// blocked or ignored. It is killed when the calling thread ends, so call this from a thread that lives
// as long as the process.
CProcessStart cprocess_start(const CProcessProgram *program);

// Starts a program in a session of its own, so that no signal from the terminal reaches it, with
// nothing but a pipe to read, which ends when this process does. `arguments` begins with the
// program's path and ends with NULL.
//
// The result is the pipe's end to write to, or -1.
int32_t cprocess_start_reader(char *const *arguments);

#endif
