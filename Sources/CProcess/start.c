#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Closes every descriptor but the three of a program.
static void close_others(void) {
    if (syscall(SYS_close_range, 3U, ~0U, 0U) == 0) return;
    // A kernel before 5.9. Ours are all closed by exec; those that we inherited are low.
    for (int descriptor = 3; descriptor < 1024; descriptor++) close(descriptor);
}

// Only system calls from here on: the parent's memory is shared until exec.
static void become(
    const CProcessProgram *program, const int descriptors[3], pid_t parent,
    volatile CProcessStart *start) {
    // The kernel's own struct of zeros is SIG_DFL; the C library would leave out its own signals.
    const unsigned long standard[4] = {0, 0, 0, 0};
    // Handlers are reset by exec; what is ignored would stay so.
    for (int number = 1; number < NSIG; number++) {
        syscall(SYS_rt_sigaction, number, standard, NULL, (size_t)8);
    }
    sigset_t none;
    sigemptyset(&none);

    start->step = CPROCESS_OTHER;
    if (setpgid(0, 0) != 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) goto failed;
    // The parent may have died before it was asked for.
    if (getppid() != parent) _exit(127);
    for (int number = 0; number < 3; number++) {
        if (dup2(descriptors[number], number) < 0) goto failed;
    }
    close_others();
    start->step = CPROCESS_FOLDER;
    if (chdir(program->folder) != 0) goto failed;
    sigprocmask(SIG_SETMASK, &none, NULL);
    start->step = CPROCESS_PROGRAM;
    execve(program->path, program->arguments, program->environment);
failed:
    start->error = errno;
    _exit(127);
}

CProcessStart cprocess_start(const CProcessProgram *program) {
    volatile CProcessStart start = {-1, -1, CPROCESS_OTHER, 0};
    CProcessStart result = {-1, -1, CPROCESS_OTHER, 0};
    // The program's three descriptors must not be trodden on while they are put in place.
    const int given[3] = {program->input, program->output, program->errors};
    int descriptors[3];
    for (int number = 0; number < 3; number++) {
        descriptors[number] = fcntl(given[number], F_DUPFD_CLOEXEC, 3);
        if (descriptors[number] >= 0) continue;
        result.error = errno;
        while (number > 0) close(descriptors[--number]);
        return result;
    }
    // A handler of ours must not run in the child, which shares our memory.
    sigset_t every, before;
    sigfillset(&every);
    pthread_sigmask(SIG_BLOCK, &every, &before);
    pid_t parent = getpid();
    pid_t child = vfork();
    if (child == 0) become(program, descriptors, parent, &start);
    int error = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    for (int number = 0; number < 3; number++) close(descriptors[number]);

    if (child < 0) {
        result.step = CPROCESS_FORK;
        result.error = error;
        return result;
    }
    result.step = start.step;
    result.error = start.error;
    if (result.error == 0) {
        result.handle = (int32_t)syscall(SYS_pidfd_open, child, 0);
        if (result.handle >= 0) {
            result.process = child;
            result.step = CPROCESS_NONE;
            return result;
        }
        result.step = CPROCESS_OTHER;
        result.error = errno;
        kill(-child, SIGKILL);
    }
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
    return result;
}
