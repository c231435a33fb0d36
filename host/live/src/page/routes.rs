//! What is answered to whom.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, REFERRER_POLICY, SET_COOKIE, VARY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;
use futures_util::stream::{self, Stream};
use handoff_model::Language;
use handoff_report::{drawing, map};
use serde_json::json;
use tokio::sync::watch;

use super::assets::Asset;
use super::guard::{Admission, RequestGuard, RequestRefusal};
use super::state::PageSnapshot;
use super::worker::{JobKind, WorkQueue};

/// What the page may do: its own scripts, styles and data, and nothing else. No markup becomes script, nobody frames it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// What an export may do if somebody opens it by itself: nothing at all.
const CONFINED: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";
/// How often a silent connection shows that it is alive: the page says so when it misses three beats.
const BEAT: Duration = Duration::from_secs(5);
/// How long a browser waits before it asks again for a connection that broke.
const RETRY: Duration = Duration::from_secs(1);

/// What the answers are made from.
#[derive(Clone)]
pub(super) struct AppState {
    /// Decides who is answered.
    pub(super) guard: RequestGuard,
    /// The outcome of the last round.
    pub(super) shown: watch::Receiver<PageSnapshot>,
    /// Where files are read.
    pub(super) counter: WorkQueue,
}

/// Lists everything that can be asked for.
pub(super) fn router(desk: AppState) -> Router {
    Router::new()
        .route("/", get(|headers: HeaderMap| async move { asset("index.html", &headers) }))
        .route(
            "/page/{*path}",
            get(|Path(path): Path<String>, headers: HeaderMap| async move { asset(&path, &headers) }),
        )
        .route(
            "/state.json",
            get(async |State(desk): State<AppState>, headers: HeaderMap| {
                data(&desk, &headers, |shown| &shown.state)
            }),
        )
        .route(
            "/rules.json",
            get(async |State(desk): State<AppState>, headers: HeaderMap| {
                data(&desk, &headers, |shown| &shown.rules)
            }),
        )
        .route("/events", get(events))
        .route("/pictures.css", get(styles))
        .route("/landscape/{language}", get(landscape))
        .route(
            "/exports/{id}",
            get(async |desk, id| export(desk, id, JobKind::Read, "application/octet-stream").await),
        )
        .route("/drawings/{id}", get(async |desk, id| export(desk, id, JobKind::Draw, "image/svg+xml").await))
        .layer(middleware::from_fn_with_state(desk.guard.clone(), watchman))
        .with_state(desk)
}

/// Lets nobody in who has no business here, and tells the browser how little an answer may do.
async fn watchman(State(guard): State<RequestGuard>, request: Request, next: Next) -> Response {
    let (parts, _) = request.into_parts();
    let mut response = match guard.admit(&parts) {
        Err(refused) => {
            let text = format!("{}\n", refused.say(RequestRefusal::language(&parts)));
            (refused.status(), [(ALLOW, "GET, HEAD")], text).into_response()
        }
        Ok(pass) => {
            let mut response = next.run(Request::from_parts(parts, Body::empty())).await;
            if let (Admission::Introduced, Some(token)) = (pass, &guard.token) {
                let cookie = format!("{}={}; Path=/; HttpOnly; SameSite=Strict", guard.cookie, token.text());
                response
                    .headers_mut()
                    .extend(HeaderValue::from_str(&cookie).map(|cookie| (SET_COOKIE, cookie)));
            }
            response
        }
    };
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(CONTENT_SECURITY_POLICY, POLICY);
    set(CACHE_CONTROL, "no-store");
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(X_FRAME_OPTIONS, "DENY");
    set(REFERRER_POLICY, "no-referrer");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    response
}

/// Answers with a file of the page.
fn asset(path: &str, headers: &HeaderMap) -> Response {
    let Some(asset) = Asset::find(path) else { return StatusCode::NOT_FOUND.into_response() };
    let kept = [(ETAG, asset.tag), (CACHE_CONTROL, "no-cache"), (VARY, "accept-encoding")];
    if is_known(headers, asset.tag) {
        return (StatusCode::NOT_MODIFIED, kept).into_response();
    }
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let gzip = accepted.split(',').any(|coding| coding.trim() == "gzip");
    let mut response = (kept, [(CONTENT_TYPE, asset.media_type())], asset.content(gzip)).into_response();
    if gzip {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}

/// Answers with data of the last round.
fn data(desk: &AppState, headers: &HeaderMap, of: fn(&PageSnapshot) -> &Bytes) -> Response {
    let shown = desk.shown.borrow().clone();
    let tag = format!("\"{}\"", shown.revision);
    if is_known(headers, &tag) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response();
    }
    ([(ETAG, tag.as_str()), (CONTENT_TYPE, "application/json")], of(&shown).clone()).into_response()
}

fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let tags = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    tags.split(',').any(|known| known.trim() == tag)
}

/// Says at once which revision there is, and again whenever there is another. So whoever comes back, also to a server
/// that was started anew, needs no history: what `Last-Event-ID` says is never older news than the first event.
async fn events(State(desk): State<AppState>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut shown = desk.shown;
    shown.mark_changed();
    let next = |mut shown: watch::Receiver<PageSnapshot>| async move {
        shown.changed().await.ok()?;
        let PageSnapshot { revision, staleness, .. } = shown.borrow_and_update().clone();
        let data = json!({ "revision": &*revision, "doubt": staleness }).to_string();
        let event = Event::default().event("shown").id(&*revision).retry(RETRY).data(data);
        Some((Ok(event), shown))
    };
    // A browser hands on no event without data.
    let beat = Event::default().event("beat").data("-");
    Sse::new(stream::unfold(shown, next)).keep_alive(KeepAlive::new().interval(BEAT).event(beat))
}

/// Answers with the style of the pictures that are drawn here.
async fn styles() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], [map::svg::STYLE, drawing::STYLE].concat())
}

/// Answers with the picture of the landscape, with words in a language.
async fn landscape(State(desk): State<AppState>, Path(language): Path<String>) -> Response {
    let map = Arc::clone(&desk.shown.borrow().map);
    // Large landscapes take a moment, in which others are answered.
    let language = Language::of(&language).unwrap_or_default();
    match tokio::task::spawn_blocking(move || map::svg::fragment(&map, language)).await {
        Ok(picture) => {
            ([(CONTENT_SECURITY_POLICY, CONFINED), (CONTENT_TYPE, "image/svg+xml")], picture).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Answers with what is made of an export of the last round, which nothing but its id leads to.
async fn export(
    State(desk): State<AppState>,
    Path(id): Path<String>,
    work: JobKind,
    media_type: &'static str,
) -> Response {
    let export = desk.shown.borrow().exports.get(&id).cloned();
    let Some(export) = export else { return StatusCode::NOT_FOUND.into_response() };
    match desk.counter.submit(export, work).await {
        Ok(bytes) => {
            ([(CONTENT_SECURITY_POLICY, CONFINED), (CONTENT_TYPE, media_type)], bytes).into_response()
        }
        Err(status) => status.into_response(),
    }
}
