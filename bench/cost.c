/* What a command costs: `cost NAME COMMAND …` runs it with its output thrown away and prints, by
 * tabs, the name, seconds by the clock, seconds of processors (of the user and of the system), and
 * the most memory it had, in MB. */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        int nothing = open("/dev/null", O_WRONLY);
        dup2(nothing, STDOUT_FILENO);
        if (getenv("COST_SHOW") == NULL)
            dup2(nothing, STDERR_FILENO);
        execvp(argv[2], argv + 2);
        _exit(127);
    }
    int status = 1;
    struct rusage used = {0};
    if (child < 0 || wait4(child, &status, 0, &used) != child)
        return 1;
    printf("%s\t%.3f\t%.3f\t%.3f\t%.1f\n", argv[1], now() - start, seconds(used.ru_utime),
           seconds(used.ru_stime), (double)used.ru_maxrss / 1024);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : 1;
}
