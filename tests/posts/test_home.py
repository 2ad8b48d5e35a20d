"""The page one opens every morning."""


def test_a_visitor_is_sent_to_the_sign_in_page(client, db):
    response = client.get("/")

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_a_member_sees_their_home(as_, member):
    response = as_(member).get("/")

    assert response.status_code == 200
    assert "<main" in response.text
