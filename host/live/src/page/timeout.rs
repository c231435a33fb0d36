//! A connection that does not wait for ever for who reads nothing.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// A connection on which what is written is taken within a time, or it breaks: what waits holds memory.
pub(super) struct TimeoutWriter<S> {
    stream: S,
    patience: Duration,
    /// When it breaks, while something waits.
    deadline: Option<Pin<Box<Sleep>>>,
}

impl<S> TimeoutWriter<S> {
    /// Waits so long for each piece to be taken.
    pub(super) fn new(stream: S, patience: Duration) -> Self {
        Self { stream, patience, deadline: None }
    }

    /// Breaks what has waited for too long.
    fn bounded(
        &mut self,
        context: &mut Context<'_>,
        poll: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if poll.is_ready() {
            self.deadline = None;
            return poll;
        }
        let deadline = self.deadline.get_or_insert_with(|| Box::pin(sleep(self.patience)));
        deadline.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for TimeoutWriter<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for TimeoutWriter<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let poll = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.bounded(context, poll)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let poll = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.bounded(context, poll)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    /// Writes more than fits to somebody who takes it, or not.
    fn check(is_taken: bool, expected: Result<(), io::ErrorKind>) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let written = runtime.block_on(async {
            let (ours, mut theirs) = duplex(16);
            let reader = tokio::spawn(async move {
                let mut taken = Vec::new();
                if is_taken {
                    theirs.read_to_end(&mut taken).await.unwrap();
                }
                // Who reads nothing keeps the connection.
                std::future::pending::<()>().await;
                drop(theirs);
            });
            let patience = Duration::from_millis(if is_taken { 60_000 } else { 5 });
            let written = TimeoutWriter::new(ours, patience).write_all(&[0; 4096]).await;
            reader.abort();
            written
        });
        assert_eq!(written.map_err(|error| error.kind()), expected);
    }

    #[test]
    fn who_takes_nothing_is_left() {
        check(false, Err(io::ErrorKind::TimedOut));
        check(true, Ok(()));
    }
}
