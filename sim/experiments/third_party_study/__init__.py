"""Third-party study: do states that fear k cool towards j after j and k agree something visible, on record and in the model?"""
