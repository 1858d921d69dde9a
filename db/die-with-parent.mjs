// Loaded into a child process (`node --import`) whose parent opened a channel to it: when the parent is gone, even by kill -9, the
// channel closes, and the child stops as if it had been asked to.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
